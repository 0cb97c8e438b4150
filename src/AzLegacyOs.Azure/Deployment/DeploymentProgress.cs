using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Where a running deployment stands.</summary>
/// <param name="Step">Number of the step, from 1.</param>
/// <param name="Steps">Number of steps.</param>
/// <param name="Activity">What is being done, for people: "Creating virtualNetworks legacy01-vnet".</param>
/// <param name="Upload">While the upload runs; null otherwise.</param>
public sealed record DeploymentProgress(int Step, int Steps, string Activity, UploadProgress? Upload = null);
