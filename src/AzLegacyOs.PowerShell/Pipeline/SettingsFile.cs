using System.Management.Automation;
using AzLegacyOs.Policy.Audit;
using AzLegacyOs.Policy.Display;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>The settings file of a session: the one that was named, or the one in its current folder.</summary>
internal static class SettingsFile
{
    /// <summary>The full path of the file; null where none was named and none is there.</summary>
    /// <exception cref="ItemNotFoundException">The path leads to no file.</exception>
    public static string? Find(PSCmdlet cmdlet, string? named)
    {
        if (named is not null) return cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(named);
        string path = Path.Combine(cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath, AuditSettings.FileName);
        return File.Exists(path) ? path : null;
    }

    /// <summary>Reads a settings file.</summary>
    /// <exception cref="AuditSettingsException">It cannot be read or used.</exception>
    public static AuditSettings Read(string path)
    {
        try
        {
            using StreamReader reader = File.OpenText(path);
            return AuditSettings.Read(reader, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new AuditSettingsException(Words.Of("Settings.Unreadable", path, e.Message), e);
        }
    }
}
