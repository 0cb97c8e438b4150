namespace AzLegacyOs.Disks.Images.Writing;

/// <summary>A file that is written under another name and gets its own when it is complete; disposed before that, it is gone.</summary>
internal sealed class PartialFile : IDisposable
{
    private readonly string _target;
    private readonly string _path;
    private bool _isComplete;

    /// <summary>Makes the file, in the folder of its final place so that renaming is one step.</summary>
    public PartialFile(string target)
    {
        _target = target;
        _path = Path.Combine(Path.GetDirectoryName(target)!, $".azlegacyos-{Guid.NewGuid():N}.partial");
        Stream = new FileStream(_path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, 1, FileOptions.None);
        SparseFile.Mark(Stream);
    }

    /// <summary>Where the content goes.</summary>
    public FileStream Stream { get; }

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
}
