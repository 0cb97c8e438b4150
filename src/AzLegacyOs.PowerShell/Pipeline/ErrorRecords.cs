using System.Management.Automation;
using AzLegacyOs.Disks;
using AzLegacyOs.Disks.Images.Remote;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Support;
using AzLegacyOs.PowerShell.Texts;

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

    /// <summary>A name of an operating system that the support matrix does not have.</summary>
    public static ErrorRecord OfOsName(string name, MachineArchitecture? architecture) => Of(
        new ArgumentException(architecture is null ? ModuleText.Of("Status.Unknown", name) : ModuleText.Of("Status.UnknownFor", name, architecture)),
        "OsNameUnknown",
        ErrorCategory.ObjectNotFound,
        name,
        ModuleText.Of("Status.UnknownHint", string.Join(", ", OsName.KnownNames)));

    /// <summary>An image that could not be read.</summary>
    public static ErrorRecord OfImage(Exception exception, object target) => exception switch
    {
        AddressRefusedException => Of(exception, "ImageAddressRefused", ErrorCategory.InvalidArgument, target, ModuleText.Of("Image.AddressHint")),
        DiskFormatException => Of(exception, "ImageFormatError", ErrorCategory.InvalidData, target, ModuleText.Of("Image.FormatHint")),
        UnauthorizedAccessException => Of(exception, "ImageAccessDenied", ErrorCategory.PermissionDenied, target, ModuleText.Of("Image.AccessHint")),
        IOException => Of(exception, "ImageReadError", ErrorCategory.ReadError, target, ModuleText.Of("Image.ReadHint")),
        _ => Of(exception, "ImageInspectionFailed", ErrorCategory.NotSpecified, target, ModuleText.Of("Image.FaultHint")),
    };
}
