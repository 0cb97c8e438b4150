namespace AzLegacyOs.Disks.Tests.Registry;

/// <summary>A hive or log made or changed by a test.</summary>
internal sealed class BytesInMemory(byte[] bytes, string name = "HIVE") : ByteSource
{
    public bool IsDisposed { get; private set; }

    /// <summary>Whether reads fail, as those of a medium that is gone.</summary>
    public bool IsBroken { get; set; }

    /// <summary>How many bytes were asked for.</summary>
    public long BytesRead { get; private set; }

    public override string Name => name;

    public override long Length => bytes.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        CheckRange(offset, count);
        if (IsBroken) throw new IOException("the medium cannot be read");
        Buffer.BlockCopy(bytes, (int)offset, buffer, index, count);
        BytesRead += count;
    }

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
