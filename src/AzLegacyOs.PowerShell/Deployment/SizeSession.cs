using System.Management.Automation;
using AzLegacyOs.Azure.Sizes;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Policy.Platform;
using AzLegacyOs.PowerShell.Cmdlets;

namespace AzLegacyOs.PowerShell.Deployment;

/// <summary>Ranks sizes for one command; reached after the Azure room was loaded.</summary>
internal static class SizeSession
{
    public static async Task RunAsync(GetAzLegacyVmSizeCommand cmdlet, ImageFacts image, object target)
    {
        try
        {
            IReadOnlyList<RankedVmSize> ranked = await FindAsync(cmdlet, image).ConfigureAwait(false);
            foreach (RankedVmSize size in ranked.Where(cmdlet.IsWanted)) cmdlet.Post(() => cmdlet.WriteObject(size));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            ErrorRecord record = DeploymentErrors.Of(e, $"{target}");
            cmdlet.Post(() => cmdlet.WriteError(record));
        }
    }

    private static async Task<IReadOnlyList<RankedVmSize>> FindAsync(GetAzLegacyVmSizeCommand cmdlet, ImageFacts image)
    {
        var wish = new VmSizeWish { Location = cmdlet.Location, Zone = cmdlet.Azure.Zone, DiskSku = cmdlet.Azure.DiskSku, DataDisks = cmdlet.DataDiskCount, AsOf = DateTime.UtcNow.Date };
        if (cmdlet.SkuList is { } list) return VmSizeSearch.FromList(cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(list), image, wish);
        return await VmSizeSearch.AskAsync(await AzureConnections.ConnectAsync(cmdlet, cmdlet.Azure).ConfigureAwait(false), image, wish, cmdlet.StopToken).ConfigureAwait(false);
    }
}
