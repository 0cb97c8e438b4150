namespace AzLegacyOs.Azure.Upload;

/// <summary>The measures of page traffic.</summary>
/// <remarks>Put Page, https://learn.microsoft.com/rest/api/storageservices/put-page.</remarks>
internal static class PageRange
{
    /// <summary>Offsets and lengths are whole numbers of it.</summary>
    public const int PageSize = 512;

    /// <summary>The most bytes that one request may carry.</summary>
    public const int MaximumLength = 4 * 1024 * 1024;

    /// <summary>Length of the footer of a VHD.</summary>
    public const int FooterLength = 512;
}
