using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace AzLegacyOs.Azure.Upload.Resume;

/// <summary>Where the journals of interrupted uploads are: the folder in which the system keeps the state of a person's programs.</summary>
/// <remarks>XDG Base Directory Specification 0.8 on Linux; Library/Application Support on macOS; the local application data on Windows.</remarks>
internal static class StateFolder
{
    /// <summary>Names another folder.</summary>
    public const string Variable = "AZLEGACYOS_STATE";

    /// <summary>The folder; null where the person has none, as in some runbook sandboxes.</summary>
    public static string? Path
    {
        get
        {
            if (Named(Variable) is { } named) return named;
            string? root = RuntimeInformation.IsOSPlatform(OSPlatform.Linux)
                ? Named("XDG_STATE_HOME") ?? Below(Environment.SpecialFolder.UserProfile, ".local", "state")
                : Below(Environment.SpecialFolder.LocalApplicationData);
            return root is null ? null : System.IO.Path.Combine(root, "AzLegacyOs");
        }
    }

    /// <summary>The journal of the upload to a target.</summary>
    /// <param name="folder">The state folder.</param>
    /// <param name="target">Resource id of a disk, or address without its key.</param>
    public static string JournalOf(string folder, string target) => Of(folder, target, ".journal");

    /// <summary>What is noted of the upload to a target that came to its end.</summary>
    /// <inheritdoc cref="JournalOf"/>
    public static string FinishedOf(string folder, string target) => Of(folder, target, ".finished");

    private static string Of(string folder, string target, string extension)
    {
        using var hash = SHA256.Create();
        byte[] name = hash.ComputeHash(Encoding.UTF8.GetBytes(target.ToUpperInvariant()));
        return System.IO.Path.Combine(folder, "uploads", string.Concat(name.Take(16).Select(b => b.ToString("x2", CultureInfo.InvariantCulture))) + extension);
    }

    private static string? Named(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;

    private static string? Below(Environment.SpecialFolder folder, params string[] names) =>
        Environment.GetFolderPath(folder) is { Length: > 0 } root ? System.IO.Path.Combine([root, .. names]) : null;
}
