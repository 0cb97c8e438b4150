namespace AzLegacyOs.Azure.Upload;

/// <summary>What an address leads to.</summary>
/// <param name="Length">Length in bytes.</param>
/// <param name="TakesPages">Whether it is a page blob.</param>
/// <param name="Created">When it was made, as the service words it; null where it does not tell.</param>
/// <param name="ETag">Another one after each write; null where the service does not tell.</param>
internal sealed record FoundTarget(long Length, bool TakesPages, string? Created, string? ETag);
