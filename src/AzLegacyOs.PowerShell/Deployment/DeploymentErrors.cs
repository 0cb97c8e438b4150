using System.Management.Automation;
using AzLegacyOs.Azure.Deployment;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.PowerShell.Pipeline;
using AzLegacyOs.PowerShell.Texts;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Failures of a deployment as error records.</summary>
internal static class DeploymentErrors
{
    public static ErrorRecord Of(Exception exception, string path) => exception switch
    {
        DeploymentRefusedException refused => OfRefusal(refused, path),
        AzureOperationException azure => ErrorRecords.Of(azure, azure.ErrorId, CategoryOf(azure.Failure.Category), path, azure.Failure.Hint),
        InvalidDataException => ErrorRecords.Of(exception, "FileNotUnderstood", ErrorCategory.InvalidData, path, ModuleText.Of("File.Hint")),
        ArgumentException => ErrorRecords.Of(exception, "RequestInvalid", ErrorCategory.InvalidArgument, path, ModuleText.Of("Request.Hint")),
        _ => ErrorRecords.OfImage(exception, path),
    };

    private static ErrorRecord OfRefusal(DeploymentRefusedException refused, string path) => ErrorRecords.Of(
        refused,
        refused.IsBlocked ? "ImageBlocked" : refused.ErrorId,
        ErrorCategory.InvalidOperation,
        path,
        string.Join(" ", refused.Refusals.Select(refusal => refusal.CanForce ? ModuleText.Of("Deploy.Force", refusal.Remedy) : refusal.Remedy)));

    // The Azure room uses PowerShell's words.
    private static ErrorCategory CategoryOf(AzureFailureCategory category) =>
        Enum.TryParse(category.ToString(), out ErrorCategory known) ? known : ErrorCategory.NotSpecified;
}
