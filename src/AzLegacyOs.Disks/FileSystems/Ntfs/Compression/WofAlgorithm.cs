namespace AzLegacyOs.Disks.FileSystems.Ntfs.Compression;

/// <summary>The compression methods of the Windows overlay filter (FILE_PROVIDER_COMPRESSION_*).</summary>
internal enum WofAlgorithm
{
    Xpress4K = 0,
    Lzx = 1,
    Xpress8K = 2,
    Xpress16K = 3,
}
