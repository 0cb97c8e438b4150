namespace AzLegacyOs.Rehearsal.Storage;

/// <summary>A storage account with page blobs in containers that need not be made.</summary>
/// <param name="id">Resource id.</param>
/// <param name="location">Azure region.</param>
/// <param name="allowsSharedKeys">Whether a SAS that is signed with an account key is taken.</param>
internal sealed class StorageAccount(string id, string location, bool allowsSharedKeys) : IDisposable
{
    private readonly Dictionary<string, PageBlob> _blobs = new(StringComparer.Ordinal);

    public string Id { get; } = id;

    public string Location { get; } = location;

    public bool AllowsSharedKeys { get; } = allowsSharedKeys;

    /// <summary>Whether the one identity has a role that lets it write blobs.</summary>
    public bool HasRole { get; init; } = true;

    /// <summary>The signature of a SAS that is good for every blob.</summary>
    public string Signature { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The blob of a path; null without one.</summary>
    public PageBlob? Find(string path)
    {
        lock (_blobs) return _blobs.TryGetValue(path, out PageBlob? blob) ? blob : null;
    }

    /// <summary>Makes an empty page blob.</summary>
    public void Add(string path, PageBlob blob)
    {
        lock (_blobs)
        {
            if (_blobs.ContainsKey(path)) throw new StorageRefusal(409, "BlobAlreadyExists", "The specified blob already exists.");
            _blobs[path] = blob;
        }
    }

    /// <summary>Removes a blob.</summary>
    public void Remove(string path)
    {
        lock (_blobs)
        {
            if (!_blobs.TryGetValue(path, out PageBlob? blob)) throw NotFound();
            _blobs.Remove(path);
            blob.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_blobs)
        {
            foreach (PageBlob blob in _blobs.Values) blob.Dispose();
            _blobs.Clear();
        }
    }

    public static StorageRefusal NotFound() => new(404, "BlobNotFound", "The specified blob does not exist.");
}
