using System.Text;
using AzLegacyOs.Disks.Checksums;

namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>A file that is written under another name and gets its own when it is complete; disposed before that, it is gone.</summary>
internal sealed class PartialFile : IDisposable
{
    private const string NameEnd = ".partial";

    private readonly string _target;
    private readonly string _path;
    private bool _isComplete;

    /// <summary>Makes the file, in the folder of its final place so that renaming is one step.</summary>
    public PartialFile(string target)
    {
        _target = target;
        _path = Path.Combine(Path.GetDirectoryName(target)!, $"{NameStart(target)}{Guid.NewGuid():N}{NameEnd}");
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1, FileOptions.None);
        SparseFile.Mark(Stream);
    }

    /// <summary>Where the content goes.</summary>
    public FileStream Stream { get; }

    /// <summary>Deletes what earlier runs left that were to make the same file and were killed. What another process still writes stays.</summary>
    public static void DeleteAbandoned(string target)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(target)!, $"{NameStart(target)}*{NameEnd}")) DeleteUnlessOpen(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder cannot be listed; then what lies in it is not ours to clear away.
        }
    }

    /// <summary>Opens what was written so far, as the disk inside.</summary>
    public ByteSource OpenWritten(ConversionTarget target)
    {
        var file = new FileByteSource(_path);
        return target == ConversionTarget.Raw ? file : DiskImage.Open(file);
    }

    /// <summary>Gives the file its name.</summary>
    public void Complete(bool overwrite)
    {
        Stream.Dispose();
        if (overwrite && File.Exists(_target)) File.Replace(_path, _target, null);
        else File.Move(_path, _target);
        _isComplete = true;
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isComplete) File.Delete(_path);
    }

    // The file's own name could be too long with anything added. Two names that look alike here cost nothing: a file in use stays.
    private static string NameStart(string target)
    {
        byte[] name = Encoding.UTF8.GetBytes(Path.GetFileName(target));
        return $".azlegacyos-{Crc32.Castagnoli.Compute(name):x8}{name.Length:x4}-";
    }

    private static void DeleteUnlessOpen(string path)
    {
        try
        {
            // Whoever writes a partial file has it locked against this.
            using var lease = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // In use, or somebody else's.
        }
    }
}
