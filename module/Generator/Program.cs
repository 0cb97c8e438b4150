using System.Reflection;
using System.Xml.Linq;
using AzLegacyOs.ModuleGenerator;

// Writes what is generated of the module.
//   ModuleGenerator ASSEMBLY DOCS MANIFEST MODULE NUSPEC VERSION [PROJECT]
//   ASSEMBLY  the cmdlet assembly; what it needs lies beside it
//   DOCS      the folder with the Markdown of the help: cmdlets/ and about/
//   MANIFEST  the source of the manifest
//   MODULE    the folder of the module
//   NUSPEC    the description of the package
//   VERSION   the version of the build
//   PROJECT   the web address of the repository that it was built from
try
{
    string project = args.ElementAtOrDefault(6) ?? "";
    if (project.EndsWith(".git", StringComparison.Ordinal)) project = project[..^4];
    string help = Path.Combine(args[3], "en-US");
    Directory.CreateDirectory(help);

    Assembly assembly = Assembly.LoadFrom(Path.GetFullPath(args[0]));
    var commands = CommandReader.Read(assembly).Select(command => (command, HelpPage.Read(Path.Combine(args[1], "cmdlets", command.Name + ".md"))));
    MamlWriter.Write(commands, args[5], project).Save(Path.Combine(help, Path.GetFileName(args[0]) + "-Help.xml"));
    foreach (string topic in Directory.GetFiles(Path.Combine(args[1], "about"), "about_*.md"))
        File.WriteAllText(Path.Combine(help, Path.GetFileNameWithoutExtension(topic) + ".help.txt"), AboutTopic.Render(topic));

    string types = Path.Combine(args[3], "AzLegacyOs.Types.ps1xml");
    IndexableLists.AddTo(XDocument.Load(types), assembly).Save(types);

    Manifest manifest = Manifest.Read(args[2]).With(args[5], project);
    File.WriteAllText(Path.Combine(args[3], Path.GetFileName(args[2])), manifest.Text);
    PackageDescription.Write(manifest, args[5]).Save(args[4]);
    return 0;
}
catch (Exception e) when (e is IOException or GeneratorException)
{
    Console.Error.WriteLine($"error: {e.Message}");
    return 1;
}
