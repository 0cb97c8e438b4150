namespace AzLegacyOs.Guests.Windows.Services;

/// <summary>Finds the file that an ImagePath names, by the rules that the loader and the service control manager follow.</summary>
/// <remarks>
/// A driver's path is relative to the system root ("system32\drivers\disk.sys"), or starts with \SystemRoot\ or \??\C:\, or is absent and
/// then means System32\drivers\name.sys. A service's path is a command line: variables, quotes, arguments, and unquoted spaces, where
/// CreateProcess tries the text up to each space in turn.
/// https://learn.microsoft.com/windows/win32/api/processthreadsapi/nf-processthreadsapi-createprocessw.
/// </remarks>
internal sealed class ImagePath
{
    private const int ProgramLimit = 16;
    private const int VariableLimit = 8;

    private static readonly string[] NativePrefixes = [@"\??\", @"\DosDevices\", @"\GLOBAL??\", @"\\?\"];

    private readonly string _systemRoot;
    private readonly char _systemDrive;

    /// <summary>Makes the resolver for one installation.</summary>
    /// <param name="systemRoot">The system root without a drive letter: "\WINDOWS".</param>
    /// <param name="systemDrive">The letter that the installation gives the volume it is on.</param>
    public ImagePath(string systemRoot, char systemDrive)
    {
        _systemRoot = systemRoot;
        _systemDrive = char.ToUpperInvariant(systemDrive);
    }

    /// <summary>The paths on the system volume where the file may be, in the order in which they are tried.</summary>
    /// <param name="name">Name of the service key.</param>
    /// <param name="imagePath">The value; null where it is absent.</param>
    /// <param name="isDriver">Whether it is a driver and not a program.</param>
    /// <returns>None where the path leads to another volume, or nowhere that can be known offline.</returns>
    public IReadOnlyList<string> Resolve(string name, string? imagePath, bool isDriver)
    {
        string text = imagePath?.Trim() ?? "";
        if (text.Length == 0) return isDriver ? [$@"{_systemRoot}\System32\drivers\{name}.sys"] : [];
        if (Expand(text) is not { } path) return [];
        if (isDriver) return OnSystemVolume(path, relativeTo: "") is { } driver ? [driver] : [];

        var candidates = new List<string>();
        foreach (string program in Programs(path).Take(ProgramLimit))
        {
            if (OnSystemVolume(program, relativeTo: @"\System32") is not { } file) continue;
            candidates.Add(HasExtension(file) ? file : file + ".exe");
        }

        return candidates;
    }

    /// <summary>The path of a library on the system volume; a name alone lies in System32. Null where it lies on another volume.</summary>
    public string? ResolveLibrary(string path) => Expand(path.Trim()) is { Length: > 0 } expanded ? OnSystemVolume(expanded, relativeTo: @"\System32") : null;

    /// <summary>A path with a drive letter or a variable as a path on the system volume; null where it lies on another volume.</summary>
    public string? OnSystemVolume(string path) => Expand(path.Trim()) is { } expanded ? OnSystemVolume(expanded, relativeTo: "") : null;

    private static IEnumerable<string> Programs(string path)
    {
        if (path[0] == '"')
        {
            int end = path.IndexOf('"', 1);
            yield return end < 0 ? path.Substring(1) : path.Substring(1, end - 1);
            yield break;
        }

        for (int space = path.IndexOf(' '); space > 0; space = path.IndexOf(' ', space + 1))
            yield return path.Substring(0, space);
        yield return path;
    }

    private string? OnSystemVolume(string path, string relativeTo)
    {
        foreach (string prefix in NativePrefixes)
        {
            if (!path.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) continue;
            path = path.Substring(prefix.Length);
            break;
        }

        if (path.Length > 1 && path[1] == ':')
        {
            if (char.ToUpperInvariant(path[0]) != _systemDrive) return null;
            path = path.Substring(2);
            return path.StartsWith(@"\", StringComparison.Ordinal) ? path : null;
        }

        const string Root = @"\SystemRoot\";
        if (path.StartsWith(Root, StringComparison.OrdinalIgnoreCase)) return _systemRoot + path.Substring(Root.Length - 1);
        if (path.StartsWith(@"\\", StringComparison.Ordinal) || path.StartsWith(@"\Device\", StringComparison.OrdinalIgnoreCase)) return null;
        if (path.Length == 0 || path[0] == '\\') return path.Length == 0 ? null : path;
        return $@"{_systemRoot}{(path.IndexOf('\\') < 0 ? relativeTo : "")}\{path}";
    }

    private string? Expand(string text)
    {
        int start = text.IndexOf('%');
        for (int i = 0; start >= 0; i++)
        {
            if (i == VariableLimit) return null;
            int end = text.IndexOf('%', start + 1);
            if (end < 0) return text;
            if (Variable(text.Substring(start + 1, end - start - 1)) is not { } value) return null;
            text = text.Substring(0, start) + value + text.Substring(end + 1);
            start = text.IndexOf('%', start + value.Length);
        }

        return text;
    }

    private string? Variable(string name) => name.ToUpperInvariant() switch
    {
        "SYSTEMROOT" or "WINDIR" => $"{_systemDrive}:{_systemRoot}",
        "SYSTEMDRIVE" => $"{_systemDrive}:",
        "PROGRAMFILES" or "PROGRAMW6432" => $@"{_systemDrive}:\Program Files",
        "PROGRAMFILES(X86)" => $@"{_systemDrive}:\Program Files (x86)",
        "COMMONPROGRAMFILES" or "COMMONPROGRAMW6432" => $@"{_systemDrive}:\Program Files\Common Files",
        "COMMONPROGRAMFILES(X86)" => $@"{_systemDrive}:\Program Files (x86)\Common Files",
        "PROGRAMDATA" or "ALLUSERSPROFILE" => $@"{_systemDrive}:\ProgramData",
        _ => null,
    };

    private static bool HasExtension(string file) => file.IndexOf('.', file.LastIndexOf('\\') + 1) >= 0;
}
