using System.Buffers.Binary;
using System.Globalization;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Accounts;

/// <summary>Reads who is a local administrator, with two flags of the account. Nothing that could be a secret is read.</summary>
/// <remarks>
/// Users\{RID}, F: account flags (16 bits) at 0x38, bit 0x0001 disabled, 0x0200 password never expires.
/// Builtin\Aliases\00000220, C: a header of 0x34 bytes with the place (0x28), length (0x2C) and number (0x30) of the members' SIDs, which
/// follow it. https://github.com/libyal/winreg-kb, "Security Accounts Manager keys".
/// </remarks>
internal static class AccountReader
{
    private const string Domain = @"SAM\Domains\Account\Users";
    private const uint BuiltInAdministrator = 500;
    private const int NameLimit = 10_000;
    private const int MemberLimit = 1_000;
    private const int FlagsOffset = 0x38;
    private const int GroupHeaderLength = 0x34;
    private const int SidHeaderLength = 8;
    private const int LocalSubAuthorities = 5; // 21, three numbers of the machine, the account
    private const ushort Disabled = 0x0001;
    private const ushort NeverExpires = 0x0200;

    public static Observed<IReadOnlyList<LocalAdministratorFacts>> Read(KeyView sam)
    {
        KeyView group = sam.Open(@"SAM\Domains\Builtin\Aliases\00000220");
        Observed<byte[]> members = group.Bytes("C");
        KeyView users = sam.Open(Domain);
        if (users.UnreadableReason is { } reason) return Observed.Unreadable<IReadOnlyList<LocalAdministratorFacts>>(users.Path, reason);
        if (members.State == ObservationState.Unreadable) return Observed.Unreadable<IReadOnlyList<LocalAdministratorFacts>>(members.Where, members.Reason!);

        Dictionary<uint, string> names = ReadNames(users.Open("Names"));
        var administrators = new List<LocalAdministratorFacts>();
        foreach (uint id in LocalMembers(members.Value ?? []))
        {
            if (Describe(users, id, names) is { } administrator) administrators.Add(administrator);
        }

        return Observed.Read<IReadOnlyList<LocalAdministratorFacts>>(administrators, group.Path);
    }

    private static LocalAdministratorFacts? Describe(KeyView users, uint id, Dictionary<uint, string> names)
    {
        KeyView user = users.Open(id.ToString("X8", CultureInfo.InvariantCulture));
        Observed<byte[]> account = user.Bytes("F");
        if (!account.IsRead || account.Value!.Length < FlagsOffset + 2) return null;
        ushort flags = BinaryPrimitives.ReadUInt16LittleEndian(account.Value.AsSpan(FlagsOffset));
        return new LocalAdministratorFacts(id, names.TryGetValue(id, out string? name) ? name : null, (flags & Disabled) != 0, (flags & NeverExpires) != 0, account.Where);
    }

    /// <summary>The name is a key; its default value has the RID in place of a type.</summary>
    private static Dictionary<uint, string> ReadNames(KeyView names)
    {
        var found = new Dictionary<uint, string>();
        foreach (KeyView name in names.Children.Take(NameLimit))
        {
            if (name.RawType("") is { } id) found[id] = name.Name;
        }

        return found;
    }

    /// <summary>The built-in administrator, and the last parts of the SIDs of the form S-1-5-21-a-b-c-RID, in ascending order.
    /// A domain's group among them is no local account and has no key here.</summary>
    private static List<uint> LocalMembers(byte[] group)
    {
        List<uint> members = [BuiltInAdministrator];
        if (group.Length < GroupHeaderLength) return members;

        uint count = BinaryPrimitives.ReadUInt32LittleEndian(group.AsSpan(0x30));
        long offset = GroupHeaderLength + (long)BinaryPrimitives.ReadUInt32LittleEndian(group.AsSpan(0x28));
        for (uint i = 0; i < count && i < MemberLimit && offset <= group.Length - SidHeaderLength; i++)
        {
            int parts = group[(int)offset + 1];
            long end = offset + SidHeaderLength + (parts * 4L);
            if (end > group.Length) break;
            if (parts == LocalSubAuthorities) Include(members, BinaryPrimitives.ReadUInt32LittleEndian(group.AsSpan((int)end - 4)));
            offset = end;
        }

        return members;
    }

    private static void Include(List<uint> members, uint id)
    {
        int index = members.BinarySearch(id);
        if (index < 0) members.Insert(~index, id);
    }
}
