using System.Text.RegularExpressions;
using AzLegacyOs.Azure.ResourceManager;
using AzLegacyOs.Azure.Texts;
using AzLegacyOs.Azure.Upload;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Checks a request before anything is asked or sent, and fills in what follows from it.</summary>
/// <remarks>"Naming rules and restrictions for Azure resources", https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules.</remarks>
internal static class RequestCheck
{
    private static readonly string[] DiskSkus = ["Standard_LRS", "StandardSSD_LRS", "StandardSSD_ZRS", "Premium_LRS", "Premium_ZRS"];

    private static readonly string[] Cachings = ["None", "ReadOnly", "ReadWrite"];

    // A VM may have a longer name than the network that is named after it.
    private const int LongestNetworkName = 64;

    private const int MostTags = 48, LongestTagName = 512, LongestTagValue = 256;

    // Ids differ in case from one tool to the next, and mean the same. A segment of dots would lead to another place.
    private const string InGroup = @"(?i)/subscriptions/[0-9a-f-]{36}/resourceGroups/(?!\.{1,2}/)[\w\-.()]{1,90}/providers/";

    private static readonly Regex ResourceName = Pattern(@"[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9_])?");
    private static readonly Regex GroupName = Pattern(@"[\w\-.()]*[\w\-()]");
    private static readonly Regex Region = Pattern(@"[a-z0-9]{2,60}");
    private static readonly Regex Subnet = Pattern(InGroup + @"Microsoft\.Network/virtualNetworks/\w[\w.-]{0,63}/subnets/\w[\w.-]{0,79}");
    private static readonly Regex AnyResource = Pattern(InGroup + @"(?<type>[a-z.]{1,60}/[a-z]{1,60})/\w[\w.-]{0,89}");
    private static readonly Regex TagName = Pattern(@"[^<>%&\\?/\p{Cc}]+");

    /// <summary>The request with its values in their canonical form.</summary>
    /// <exception cref="ArgumentException">A value is not usable; names it and the rule.</exception>
    public static DeploymentRequest Check(DeploymentRequest request)
    {
        Require(ResourceName.IsMatch(request.Name) && request.Name.Length <= 64, AzureText.Of("Request.Name", request.Name));
        Require(
            request.SubnetId is not null || request.NetworkInterfaceId is not null || ResourceBodies.NetworkNameOf(request.Name).Length <= LongestNetworkName,
            AzureText.Of("Request.NetworkName", request.Name, ResourceBodies.NetworkNameOf(request.Name), LongestNetworkName));
        Require(request.SubnetId is null || Subnet.IsMatch(request.SubnetId), AzureText.Of("Request.Subnet", request.SubnetId));
        Require(request.LicenseType is null or "Windows_Server" or "Windows_Client", AzureText.Of("Request.Licence", request.LicenseType));
        RequireId(request.NetworkSecurityGroupId, ResourceTypes.NetworkSecurityGroup);
        RequireId(request.NetworkInterfaceId, ResourceTypes.NetworkInterface);
        RequireId(request.AvailabilitySetId, ResourceTypes.AvailabilitySet);
        RequireId(request.ProximityPlacementGroupId, ResourceTypes.ProximityPlacementGroup);
        Require(request.AvailabilitySetId is null || request.Zone is null, AzureText.Of("Request.SetAndZone"));
        Require(
            request.NetworkInterfaceId is null || (request.SubnetId is null && request.NetworkSecurityGroupId is null && request.AllowRdpFrom.Count == 0),
            AzureText.Of("Request.BesideInterface"));
        Require(
            request.NetworkSecurityGroupId is null || request.AllowRdpFrom.Count == 0,
            AzureText.Of("Request.BesideGroup"));
        Require(Cachings.Contains(request.Caching, StringComparer.OrdinalIgnoreCase), AzureText.Of("Request.Caching", request.Caching, string.Join(", ", Cachings)));
        Require(request.DataDiskPaths.Count <= 64, AzureText.Of("Request.DataDisks"));
        var disk = (DeploymentRequest)Check((DiskRequest)(request with { DiskName = request.DiskName ?? request.Name + "-osdisk" }));
        return disk with
        {
            AllowRdpFrom = SourceAddresses.Check(request.AllowRdpFrom, request.ExposeRdpToInternet),
            Caching = Cachings.First(c => c.Equals(request.Caching, StringComparison.OrdinalIgnoreCase)),
        };
    }

    /// <inheritdoc cref="Check(DeploymentRequest)"/>
    public static DiskRequest Check(DiskRequest request)
    {
        string location = request.Location.Replace(" ", "").ToLowerInvariant();
        Require(request.DiskName is { Length: <= 80 } name && ResourceName.IsMatch(name), AzureText.Of("Request.DiskName", request.DiskName));
        Require(GroupName.IsMatch(request.ResourceGroup) && request.ResourceGroup.Length <= 90, AzureText.Of("Request.Group", request.ResourceGroup));
        Require(Region.IsMatch(location), AzureText.Of("Request.Location", request.Location));
        Require(request.Zone is null or "1" or "2" or "3", AzureText.Of("Request.Zone", request.Zone));
        Require(DiskSkus.Contains(request.DiskSku, StringComparer.OrdinalIgnoreCase), AzureText.Of("Request.DiskSku", request.DiskSku, string.Join(", ", DiskSkus)));
        RequireId(request.DiskEncryptionSetId, ResourceTypes.DiskEncryptionSet);
        Check(request.Upload);
        Require(request.Tags.Count <= MostTags, AzureText.Of("Request.Tags"));
        foreach (KeyValuePair<string, string> tag in request.Tags)
        {
            bool isTaken = tag.Key.StartsWith("azlegacyos-", StringComparison.OrdinalIgnoreCase) || request.Tags.Count(other => other.Key.Equals(tag.Key, StringComparison.OrdinalIgnoreCase)) > 1;
            Require(!isTaken && tag.Key.Length <= LongestTagName && tag.Value.Length <= LongestTagValue && TagName.IsMatch(tag.Key), AzureText.Of("Request.Tag", tag.Key, LongestTagName, LongestTagValue));
        }

        return request with { Location = location, DiskSku = DiskSkus.First(s => s.Equals(request.DiskSku, StringComparison.OrdinalIgnoreCase)) };
    }

    /// <summary>Checks an id of a resource that exists; null is none.</summary>
    /// <exception cref="ArgumentException">It is no id of a resource of that type.</exception>
    public static void RequireId(string? id, string type)
    {
        if (id is null) return;
        Match match = AnyResource.Match(id);
        Require(match.Success && match.Groups["type"].Value.Equals(type, StringComparison.OrdinalIgnoreCase), AzureText.Of("Request.Id", id, type));
    }

    /// <inheritdoc cref="Check(DeploymentRequest)"/>
    public static UploadOptions Check(UploadOptions options)
    {
        Require(options.MaxConcurrency is >= 1 and <= UploadOptions.GreatestConcurrency, AzureText.Of("Request.Concurrency", options.MaxConcurrency, UploadOptions.GreatestConcurrency));
        Require(options.MaxBytesPerSecond is null or >= 1, AzureText.Of("Request.Rate", options.MaxBytesPerSecond));
        return options;
    }

    // To the very end: $ would let a line break follow.
    private static Regex Pattern(string text) => new($@"^(?:{text})\z", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(10));

    private static void Require(bool condition, string rule)
    {
        if (!condition) throw new ArgumentException(rule);
    }
}
