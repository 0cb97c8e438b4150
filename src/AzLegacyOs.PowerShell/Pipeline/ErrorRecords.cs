using System.Management.Automation;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Remote;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>Makes error records with a stable id, the user's object as the target, and what to do.</summary>
internal static class ErrorRecords
{
    /// <summary>An error about one object.</summary>
    public static ErrorRecord Of(Exception exception, string id, ErrorCategory category, object? target, string? recommendedAction = null)
    {
        // The address of an image may have a key in it.
        var record = new ErrorRecord(exception, id, category, target is string name ? RemoteAddress.NameOf(name) : target);
        if (recommendedAction is not null) record.ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = recommendedAction };
        return record;
    }

    /// <summary>An image that could not be read.</summary>
    public static ErrorRecord OfImage(Exception exception, object target) => exception switch
    {
        DiskFormatException => Of(exception, "ImageFormatError", ErrorCategory.InvalidData, target, "Check that the file is a whole disk image; copy or export it again."),
        UnauthorizedAccessException => Of(exception, "ImageAccessDenied", ErrorCategory.PermissionDenied, target, "Give yourself read access to the file."),
        IOException => Of(exception, "ImageReadError", ErrorCategory.ReadError, target, "Check that the file can be read and that no other program has locked it."),
        _ => Of(exception, "ImageInspectionFailed", ErrorCategory.NotSpecified, target),
    };
}
