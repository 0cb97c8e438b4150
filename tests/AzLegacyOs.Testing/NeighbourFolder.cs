namespace AzLegacyOs.Testing;

/// <summary>Finds material that tests use but the repository does not hold.</summary>
internal static class NeighbourFolder
{
    /// <summary>The folder that the environment variable names, else ../shared/<paramref name="name"/>; null where neither exists.</summary>
    internal static string? Find(string variable, string name)
    {
        var path = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(path))
        {
            path = Path.GetFullPath(RepositoryRoot.Combine("..", "shared", name));
        }

        return Directory.Exists(path) ? path : null;
    }
}
