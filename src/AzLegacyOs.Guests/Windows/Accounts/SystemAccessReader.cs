using System.Buffers.Binary;
using AzLegacyOs.Guests.Hives;
using AzLegacyOs.Policy.Facts;

namespace AzLegacyOs.Guests.Windows.Accounts;

/// <summary>Reads who may log on how: SECURITY, Policy\Accounts\{SID}\ActSysAc.</summary>
/// <remarks>MS-LSAD 2.2.1.2, POLICY_SYSTEM_ACCESS_MODE.</remarks>
internal static class SystemAccessReader
{
    private const int AccountLimit = 10_000;

    public static Observed<IReadOnlyDictionary<string, uint>> Read(KeyView security)
    {
        KeyView accounts = security.Open(@"Policy\Accounts");
        if (accounts.UnreadableReason is { } reason) return Observed.Unreadable<IReadOnlyDictionary<string, uint>>(accounts.Path, reason);
        if (!accounts.Exists) return Observed.Missing<IReadOnlyDictionary<string, uint>>(accounts.Path);

        var access = new Dictionary<string, uint>(StringComparer.OrdinalIgnoreCase);
        foreach (KeyView account in accounts.Children.Take(AccountLimit))
        {
            Observed<byte[]> rights = account.Open("ActSysAc").Bytes("");
            if (rights is { IsRead: true, Value.Length: >= 4 }) access[account.Name] = BinaryPrimitives.ReadUInt32LittleEndian(rights.Value);
        }

        return Observed.Read<IReadOnlyDictionary<string, uint>>(access, accounts.Path);
    }
}
