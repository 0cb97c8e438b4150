using System.Xml.Linq;

namespace AzLegacyOs.ModuleGenerator;

/// <summary>Writes the .nuspec of the package, as the PowerShell Gallery expects one: the module at the root, and what it holds as tags.</summary>
internal static class PackageDescription
{
    private static readonly XNamespace Nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";

    public static XDocument Write(Manifest manifest, string version)
    {
        List<string> cmdlets = manifest.List("CmdletsToExport").ToList();
        IEnumerable<string> tags = ["PSModule", .. manifest.List("Tags"), "PSIncludes_Cmdlet", .. cmdlets.Select(name => "PSCmdlet_" + name), .. cmdlets.Select(name => "PSCommand_" + name)];
        string? project = manifest.FindValue("ProjectUri");
        return new XDocument(new XElement(
            Nuspec + "package",
            new XElement(
                Nuspec + "metadata",
                new XElement(Nuspec + "id", "AzLegacyOs"),
                new XElement(Nuspec + "version", version),
                new XElement(Nuspec + "authors", manifest.Value("Author")),
                new XElement(Nuspec + "owners", manifest.Value("CompanyName")),
                new XElement(Nuspec + "requireLicenseAcceptance", false),
                new XElement(Nuspec + "licenseUrl", manifest.Value("LicenseUri")),
                project is null ? null : new XElement(Nuspec + "projectUrl", project),
                new XElement(Nuspec + "description", manifest.Value("Description")),
                new XElement(Nuspec + "releaseNotes", manifest.Value("ReleaseNotes")),
                new XElement(Nuspec + "copyright", manifest.Value("Copyright")),
                new XElement(Nuspec + "tags", string.Join(' ', tags))),
            new XElement(Nuspec + "files", new XElement(Nuspec + "file", new XAttribute("src", "**"), new XAttribute("target", "")))));
    }
}
