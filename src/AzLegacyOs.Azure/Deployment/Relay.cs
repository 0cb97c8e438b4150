using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Hands reports of an upload on, on the thread that made them.</summary>
internal sealed class Relay(Action<UploadProgress> tell) : IProgress<UploadProgress>
{
    public void Report(UploadProgress value) => tell(value);
}
