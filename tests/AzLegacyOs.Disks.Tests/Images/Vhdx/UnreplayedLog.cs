using System.Buffers.Binary;
using System.Text;
using AzLegacyOs.Disks.Checksums;

namespace AzLegacyOs.Disks.Tests.Images.Vhdx;

/// <summary>Makes a VHDX look as if its writer had stopped with the last changes in the log only.</summary>
internal static class UnreplayedLog
{
    private const int Page = 4096;
    private const int MiB = 1024 * 1024;

    private static readonly Guid LogId = Guid.Parse("5f0b9a34-6a8d-4b5e-8d1b-3c1f6c2d7e90");

    /// <summary>Takes the changes between two states of a file out of the second and into its log.</summary>
    /// <param name="before">The file before a block was added.</param>
    /// <param name="after">The file after it, closed.</param>
    /// <param name="start">Where in the log the first entry goes; entries wrap around its end.</param>
    public static byte[] Make(byte[] before, byte[] after, int start)
    {
        byte[] file = (byte[])after.Clone();
        int log = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan((64 * 1024) + 72));
        List<byte[]> pages = [];
        List<long> offsets = [];
        for (int offset = 2 * MiB; offset + Page <= before.Length; offset += Page)
        {
            if (before.AsSpan(offset, Page).SequenceEqual(after.AsSpan(offset, Page))) continue;
            offsets.Add(offset);
            pages.Add(after.AsSpan(offset, Page).ToArray());
            before.AsSpan(offset, Page).CopyTo(file.AsSpan(offset));
        }

        // An old entry with other bytes for the same page, one that zeros it, then the truth: the order has to be kept.
        byte[] wrong = new byte[Page];
        wrong.AsSpan().Fill(0xEE);
        int position = Write(file, log, start, start, 100, "desc", [offsets[0]], [wrong]);
        position = Write(file, log, position, start, 101, "zero", [offsets[0]], []);
        Write(file, log, position, start, 102, "desc", offsets, pages);
        SetHeader(file, 64 * 1024, 1UL << 40, LogId);
        return file;
    }

    /// <summary>Takes a file whose writer was killed back to the moment when its last log entry was written and what the entry holds was not.</summary>
    /// <param name="killed">The file; its log holds entries that are done with.</param>
    public static byte[] TakeBack(byte[] killed)
    {
        byte[] file = (byte[])killed.Clone();
        int log = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan((64 * 1024) + 72));
        int last = Enumerable.Range(0, MiB / Page).Select(i => log + (i * Page))
            .Where(offset => file.AsSpan(offset, 4).SequenceEqual("loge"u8))
            .MaxBy(offset => BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(offset + 16)));
        int count = BinaryPrimitives.ReadInt32LittleEndian(file.AsSpan(last + 24));
        for (int i = 0; i < count; i++)
        {
            int page = (int)BinaryPrimitives.ReadInt64LittleEndian(file.AsSpan(last + 64 + (i * 32) + 16));
            file.AsSpan(page, Page).Fill(0xEE);
        }

        SetHeader(file, 64 * 1024, 1UL << 40, new Guid(file.AsSpan(last + 32, 16)));
        return file;
    }

    private static int Write(byte[] file, int log, int position, int tail, ulong sequence, string kind, List<long> offsets, List<byte[]> pages)
    {
        byte[] entry = new byte[(1 + pages.Count) * Page];
        Encoding.ASCII.GetBytes("loge").CopyTo(entry, 0);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(8), entry.Length);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(12), tail);
        BinaryPrimitives.WriteUInt64LittleEndian(entry.AsSpan(16), sequence);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(24), offsets.Count);
        LogId.ToByteArray().CopyTo(entry, 32);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(48), file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(entry.AsSpan(56), file.Length);
        for (int i = 0; i < offsets.Count; i++)
        {
            Span<byte> descriptor = entry.AsSpan(64 + (i * 32), 32);
            Encoding.ASCII.GetBytes(kind).CopyTo(descriptor);
            if (kind == "zero")
            {
                BinaryPrimitives.WriteInt64LittleEndian(descriptor[8..], Page);
            }
            else
            {
                pages[i].AsSpan(4092, 4).CopyTo(descriptor[4..]);
                pages[i].AsSpan(0, 8).CopyTo(descriptor[8..]);
                Span<byte> data = entry.AsSpan((1 + i) * Page, Page);
                pages[i].CopyTo(data);
                Encoding.ASCII.GetBytes("data").CopyTo(data);
                BinaryPrimitives.WriteUInt32LittleEndian(data[4..], (uint)(sequence >> 32));
                BinaryPrimitives.WriteUInt32LittleEndian(data[4092..], (uint)sequence);
            }

            BinaryPrimitives.WriteInt64LittleEndian(descriptor[16..], offsets[i]);
            BinaryPrimitives.WriteUInt64LittleEndian(descriptor[24..], sequence);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(4), Crc32.Castagnoli.Compute(entry));
        for (int i = 0; i < entry.Length; i += Page) entry.AsSpan(i, Page).CopyTo(file.AsSpan(log + ((position + i) % MiB)));
        return (position + entry.Length) % MiB;
    }

    private static void SetHeader(byte[] file, int offset, ulong sequence, Guid logId)
    {
        Span<byte> header = file.AsSpan(offset, Page);
        BinaryPrimitives.WriteUInt64LittleEndian(header[8..], sequence);
        logId.ToByteArray().CopyTo(header[48..]);
        header[4..8].Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], Crc32.Castagnoli.Compute(header));
    }
}
