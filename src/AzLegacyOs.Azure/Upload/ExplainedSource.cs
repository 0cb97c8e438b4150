using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Upload;

/// <summary>A source whose medium can fail, told apart from a network that fails: every fault of it is a <see cref="DiskFormatException"/>.</summary>
/// <remarks>Disposing it leaves the source open.</remarks>
internal sealed class ExplainedSource(ByteSource source) : ByteSource, IChangeAware
{
    public override string Name => source.Name;

    public override long Length => source.Length;

    public override void Read(long offset, byte[] buffer, int index, int count)
    {
        try
        {
            source.Read(offset, buffer, index, count);
        }
        catch (IOException exception) when (exception is not DiskFormatException)
        {
            throw Explain(offset, exception);
        }
    }

    public override IEnumerable<ByteExtent> GetExtents(long offset, long length)
    {
        using IEnumerator<ByteExtent> extents = source.GetExtents(offset, length).GetEnumerator();
        while (true)
        {
            try
            {
                if (!extents.MoveNext()) yield break;
            }
            catch (IOException exception) when (exception is not DiskFormatException)
            {
                throw Explain(offset, exception);
            }

            yield return extents.Current;
        }
    }

    public void ThrowIfChanged() => (source as IChangeAware)?.ThrowIfChanged();

    private DiskFormatException Explain(long offset, IOException exception) => new(source.Name, offset, AzureText.Of("Image.Medium", exception.Message.TrimEnd('.')), exception);
}
