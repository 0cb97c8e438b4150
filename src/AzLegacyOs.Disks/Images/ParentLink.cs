namespace AzLegacyOs.Disks.Images;

/// <summary>The parent of a differencing image, or why there is none; the second only matters when data is read.</summary>
internal sealed class ParentLink : IDisposable
{
    private readonly DiskFormatException? _problem;

    private ParentLink(DiskImage? image, DiskFormatException? problem)
    {
        Image = image;
        _problem = problem;
    }

    /// <summary>The parent; null where it was not found.</summary>
    public DiskImage? Image { get; }

    /// <summary>Bytes read from the parent and its own parents.</summary>
    public long BytesRead => Image?.BytesRead ?? 0;

    /// <summary>Files of the parent and of its own parents.</summary>
    public IReadOnlyList<string> FileNames => Image?.FileNames ?? [];

    /// <summary>Looks for the parent.</summary>
    /// <param name="child">Name of the child, for messages.</param>
    /// <param name="surroundings">Where the child lies.</param>
    /// <param name="storedPaths">Paths to the parent that the child holds, best first.</param>
    /// <param name="findFault">Says why an image that was found is not the parent, as a clause; null where it is.</param>
    /// <param name="onlyBeside">Whether the parent has to lie in the folder of the child.</param>
    public static ParentLink Find(string child, ImageSurroundings surroundings, IEnumerable<string> storedPaths, Func<DiskImage, string?> findFault, bool onlyBeside = false)
    {
        string[] stored = [.. storedPaths.Where(p => p.Length > 0).Distinct()];
        DiskFormatException? problem = null;
        foreach (string path in stored.SelectMany(s => surroundings.Locate(s, onlyBeside)).Distinct())
        {
            DiskImage? image = null;
            try
            {
                image = surroundings.OpenParent(path);
                if (findFault(image) is not string fault) return new ParentLink(image, null);
                problem ??= new DiskFormatException(child, 0, $"\"{path}\" is not the parent of this differencing disk: {fault}");
            }
            catch (IOException e)
            {
                problem ??= e as DiskFormatException ?? new DiskFormatException(child, 0, $"the parent \"{path}\" cannot be opened", e);
            }

            image?.Dispose();
        }

        string names = string.Join(", ", stored.Select(s => $"\"{s}\""));
        string place = onlyBeside ? "in its folder" : "there or in its folder";
        return new ParentLink(null, problem ?? new DiskFormatException(child, 0,
            $"this is a differencing disk, and its parent ({(names.Length > 0 ? names : "no name is given")}) was not found {place}: put the parent beside it, or merge the chain first"));
    }

    /// <summary>A run of the parent's data; what lies beyond its end reads as zeros.</summary>
    /// <exception cref="DiskFormatException">There is no parent.</exception>
    public DiskRun Map(long offset, long length)
    {
        if (Image is null) throw new DiskFormatException(_problem!.SourceName, _problem.Offset, _problem.Reason, _problem);
        return offset >= Image.Length ? new DiskRun(length) : new DiskRun(Math.Min(length, Image.Length - offset), Image, offset);
    }

    public void Dispose() => Image?.Dispose();
}
