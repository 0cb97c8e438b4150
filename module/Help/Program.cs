using System.Reflection;
using AzLegacyOs.ModuleHelp;

// Writes the MAML help of the module.
//   ModuleHelp ASSEMBLY DOCS OUT
//   ASSEMBLY  the cmdlet assembly; what it needs lies beside it
//   DOCS      the folder with one Markdown page per cmdlet
//   OUT       the help file
try
{
    Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
    var commands = CommandReader.Read(assembly).Select(command => (command, HelpPage.Read(Path.Combine(args[1], command.Name + ".md"))));
    Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(args[2]))!);
    MamlWriter.Write(commands).Save(args[2]);
    return 0;
}
catch (Exception e) when (e is IOException or HelpException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
