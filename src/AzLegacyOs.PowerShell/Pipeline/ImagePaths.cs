using System.Management.Automation;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>Turns what a person gave as -Path or -LiteralPath into full paths of files; an address stays as it is.</summary>
internal sealed class ImagePaths(PSCmdlet cmdlet)
{
    /// <summary>Resolves one value; what cannot be resolved is written as an error and left out.</summary>
    /// <param name="path">An address, or a path, relative to the session's location.</param>
    /// <param name="literal">Whether wildcards are taken as they stand.</param>
    public IEnumerable<string> Resolve(string path, bool literal)
    {
        if (RemoteAddress.IsAddress(path)) return [path];
        try
        {
            return literal ? [ResolveLiteral(path)] : ResolvePattern(path);
        }
        catch (PSInvalidOperationException e)
        {
            cmdlet.WriteError(ErrorRecords.Of(e, "PathNotFileSystem", ErrorCategory.InvalidArgument, path, ModuleText.Of("Path.OtherProviderHint")));
            return [];
        }
        catch (Exception e) when (e is ItemNotFoundException or System.Management.Automation.DriveNotFoundException or ProviderNotFoundException or NotSupportedException or IOException)
        {
            cmdlet.WriteError(ErrorRecords.Of(e, "ImageNotFound", ErrorCategory.ObjectNotFound, path, ModuleText.Of("Path.Hint")));
            return [];
        }
    }

    private static void RequireFileSystem(ProviderInfo provider, string path)
    {
        if (provider.Name != "FileSystem")
            throw new PSInvalidOperationException(ModuleText.Of("Path.OtherProvider", path, provider.Name));
    }

    private string ResolveLiteral(string path)
    {
        string full = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
        RequireFileSystem(provider, path);
        if (!File.Exists(full)) throw new ItemNotFoundException(ModuleText.Of("Path.NotFound", full));
        return full;
    }

    private IEnumerable<string> ResolvePattern(string path)
    {
        IReadOnlyList<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
        RequireFileSystem(provider, path);

        // A folder that a wildcard met is passed over; one that was named is an error, like a missing file.
        List<string> files = found.Where(File.Exists).ToList();
        if (files.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(path))
            throw new ItemNotFoundException(ModuleText.Of("Path.NoFile", path));
        return files;
    }
}
