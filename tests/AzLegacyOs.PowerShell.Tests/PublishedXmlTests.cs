using System.IO.Compression;
using System.Xml;
using System.Xml.Schema;
using AzLegacyOs.Testing;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>Views, types and help, held against the schemas that PowerShell publishes (tests/fixtures/powershell-schemas.zip).</summary>
public sealed class PublishedXmlTests
{
    [Theory]
    [InlineData("Format.xsd", "AzLegacyOs.Format.ps1xml")]
    [InlineData("Types.xsd", "AzLegacyOs.Types.ps1xml")]
    [InlineData("PSMaml/developerCommand.xsd", "en-US/AzLegacyOs.PowerShell.dll-Help.xml")]
    public void It_is_valid(string schema, string file)
    {
        // The schema of help is that of a single command without its wrapper, and knows no aliases, which Get-Help does.
        IEnumerable<string> problems = Validate(schema, Path.Combine(LaidOutModule.Folder, file))
            .Where(problem => !problem.Contains("http://msh:helpItems") && !problem.Contains("attribute 'schema'") && !problem.Contains("The 'aliases' attribute is not declared"));
        Assert.Empty(problems);
    }

    private static List<string> Validate(string schema, string file)
    {
        using var folder = new TemporaryFolder();
        ZipFile.ExtractToDirectory(RepositoryRoot.Combine("tests", "fixtures", "powershell-schemas.zip"), folder.Path);
        var problems = new List<string>();
        var set = new XmlSchemaSet { XmlResolver = new AnyCaseResolver() };
        set.Add(null, Path.Combine(folder.Path, schema));
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = set };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, problem) => problems.Add($"line {problem.Exception.LineNumber}: {problem.Message}");
        using var reader = XmlReader.Create(file, settings);
        while (reader.Read())
        {
        }

        return problems;
    }

    /// <summary>The schemas name each other without regard to case.</summary>
    private sealed class AnyCaseResolver : XmlUrlResolver
    {
        public override Uri ResolveUri(Uri? baseUri, string? relativeUri)
        {
            Uri uri = base.ResolveUri(baseUri, relativeUri);
            string folder = Path.GetDirectoryName(uri.LocalPath)!;
            return new Uri(Directory.GetFiles(folder).FirstOrDefault(file => file.Equals(uri.LocalPath, StringComparison.OrdinalIgnoreCase)) ?? uri.LocalPath);
        }
    }
}
