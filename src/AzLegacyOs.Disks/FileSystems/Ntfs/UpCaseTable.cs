using System.Buffers;

namespace AzLegacyOs.Disks.FileSystems.Ntfs;

/// <summary>Capital letters as the volume sees them: the table in $UpCase, which orders every directory.</summary>
internal sealed class UpCaseTable
{
    private const int Size = 65536;

    /// <summary>The table that was read last. Windows has had few of them, so that the volumes of many images share one.</summary>
    private static UpCaseTable? _last;

    private readonly char[] _capital = new char[Size];

    /// <summary>The table as the volume stores it; empty where it is not from a volume.</summary>
    private readonly byte[] _stored;

    private UpCaseTable(byte[] stored) => _stored = stored;

    /// <summary>Reads the table of a volume.</summary>
    /// <param name="source">The content of $UpCase: 65,536 characters.</param>
    /// <returns>The table, or null where the bytes cannot be one.</returns>
    /// <exception cref="DiskFormatException">The content cannot be read.</exception>
    public static UpCaseTable? Read(ByteSource source)
    {
        if (source.Length != Size * 2) return null;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Size * 2);
        try
        {
            source.Read(0, bytes, 0, Size * 2);
            if (bytes.U16('a' * 2) != 'A' || bytes.U16('A' * 2) != 'A') return null;
            ReadOnlySpan<byte> stored = bytes.AsSpan(0, Size * 2);
            if (_last is { } last && stored.SequenceEqual(last._stored)) return last;

            var table = new UpCaseTable(stored.ToArray());
            for (int i = 0; i < Size; i++) table._capital[i] = (char)bytes.U16(i * 2);
            return _last = table;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    /// <summary>A table for volumes whose own cannot be read; good for finding names, not for trusting the order of a directory.</summary>
    public static UpCaseTable CreateDefault()
    {
        var table = new UpCaseTable([]);
        for (int i = 0; i < Size; i++) table._capital[i] = char.ToUpperInvariant((char)i);
        return table;
    }

    /// <summary>Compares two names without regard to case, in the order of directories.</summary>
    public int Compare(string left, string right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            int difference = _capital[left[i]] - _capital[right[i]];
            if (difference != 0) return difference;
        }

        return left.Length - right.Length;
    }
}
