namespace AzLegacyOs.Disks.FileSystems;

/// <summary>An oddity of a volume that did not stop its opening.</summary>
/// <param name="Offset">Byte offset on the volume.</param>
/// <param name="Text">What is odd, as a clause without a full stop.</param>
public sealed record VolumeRemark(long Offset, string Text);
