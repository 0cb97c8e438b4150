using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Policy.Support;

/// <summary>What Azure supports, for every release and architecture that this project knows.</summary>
public static class SupportMatrix
{
    private static readonly Lazy<IReadOnlyList<SupportRow>> Loaded = new(MatrixReader.Read);

    /// <summary>The rows, oldest release first, 32-bit Linux and BSD last.</summary>
    public static IReadOnlyList<SupportRow> Rows => Loaded.Value;

    /// <summary>The row of a release and architecture; null where there is none.</summary>
    public static SupportRow? FindRow(WindowsRelease release, MachineArchitecture architecture)
        => Rows.FirstOrDefault(row => row.Release == release && row.Architecture == architecture);

    /// <summary>The answers for one row on a day.</summary>
    /// <param name="row">The row.</param>
    /// <param name="asOf">The day that support dates are compared with.</param>
    /// <param name="edition">EditionID; decides end dates of Windows 10 and 11 and the memory limit.</param>
    /// <param name="build">Build number; decides end dates of Windows 10 and 11.</param>
    /// <param name="kind">Client, server or domain controller; decides the end date of Windows NT 4.0.</param>
    public static SupportStatus GetStatus(SupportRow row, DateTime asOf, string? edition = null, int? build = null, InstallationKind? kind = null)
        => StatusBuilder.Build(new SupportQuestion(row, asOf.Date, edition, build, kind));

    /// <summary>The answers for a release and architecture on a day. A pair that is not in the matrix is answered as unconfirmed.</summary>
    public static SupportStatus GetStatus(
        WindowsRelease release, MachineArchitecture architecture, DateTime asOf, string? edition = null, int? build = null, InstallationKind? kind = null)
        => FindRow(release, architecture) is { } row
            ? GetStatus(row, asOf, edition, build, kind)
            : StatusBuilder.Unlisted(GuestFamily.Windows, release, architecture, null, asOf.Date);

    /// <summary>The answers for a guest that was read from an image.</summary>
    public static SupportStatus GetStatus(GuestFacts guest, DateTime asOf)
    {
        SupportRow? row = Rows.FirstOrDefault(candidate =>
            candidate.Family == guest.Family && candidate.Release == guest.Release && candidate.Architecture == guest.Architecture);
        return row != null
            ? GetStatus(row, asOf, guest.Edition, guest.Build, guest.Kind)
            : StatusBuilder.Unlisted(guest.Family, guest.Release, guest.Architecture, guest.ProductName, asOf.Date);
    }

    /// <summary>The answers for every row on a day.</summary>
    public static IReadOnlyList<SupportStatus> GetAll(DateTime asOf) => [.. Rows.Select(row => GetStatus(row, asOf))];
}

/// <summary>What is asked of the matrix.</summary>
internal sealed record SupportQuestion(SupportRow Row, DateTime AsOf, string? Edition, int? Build, InstallationKind? Kind)
{
    public bool Is32BitWindows => Row.Family == GuestFamily.Windows && Row.Architecture == MachineArchitecture.X86;

    public bool IsServer2003 => Row.Release is WindowsRelease.WindowsServer2003 or WindowsRelease.WindowsServer2003R2;
}
