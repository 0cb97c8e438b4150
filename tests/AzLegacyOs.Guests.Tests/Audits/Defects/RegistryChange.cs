using System.Globalization;
using System.Text;

namespace AzLegacyOs.Guests.Tests.Audits.Defects;

/// <summary>
/// Changes of the registry. A key begins with its hive; "CCS" stands for the control set in force. The kind of a value follows from
/// what it is set to: a number, a text, a list of texts or bytes.
/// </summary>
internal static class RegistryChange
{
    /// <summary>Sets a value; the key and its parents are made where they are not there.</summary>
    public static Action<GuestDisk> Set(string key, string name, object value) => Merge(key, $"{Name(name)}={Encode(value)}");

    /// <summary>Sets the value of a key that is a service: its start type.</summary>
    public static Action<GuestDisk> Start(string service, int start) => Set(@"SYSTEM\CCS\Services\" + service, "Start", start);

    /// <summary>Takes a value away.</summary>
    public static Action<GuestDisk> Unset(string key, string name) => Merge(key, Name(name) + "=-");

    /// <summary>Makes a key without values.</summary>
    public static Action<GuestDisk> Make(string key) => Merge(key, "");

    /// <summary>Takes a key away, with everything below it.</summary>
    public static Action<GuestDisk> Remove(string key) => disk => disk.Merge(Hive(key), $"{Header}\n[-{Resolve(disk, key)}]\n");

    /// <summary>Takes a service away.</summary>
    public static Action<GuestDisk> RemoveService(string service) => Remove(@"SYSTEM\CCS\Services\" + service);

    /// <summary>Lets a service name a file that does not exist.</summary>
    public static Action<GuestDisk> LoseFile(string service) => Set(@"SYSTEM\CCS\Services\" + service, "ImagePath", @"system32\DRIVERS\gone.sys");

    /// <summary>Sets an element of the entry that starts Windows.</summary>
    public static Action<GuestDisk> Bcd(string element, object value) => Set($@"{Loader}\Elements\{element}", "Element", value);

    /// <summary>The entry that starts Windows in the boot stores of the fixtures.</summary>
    public const string Loader = @"BCD\Objects\{3c6d1f70-1f2e-11e5-9d4b-00155d0a1b2c}";

    /// <summary>The boot manager.</summary>
    public const string BootManager = @"BCD\Objects\{9dea862c-5cdd-4e70-acc1-f32b344d4795}";

    private const string Header = "Windows Registry Editor Version 5.00\n";

    private static Action<GuestDisk> Merge(string key, string line) => disk =>
    {
        var text = new StringBuilder(Header);
        string path = Resolve(disk, key);
        for (int slash = path.IndexOf('\\'); slash > 0; slash = path.IndexOf('\\', slash + 1)) text.Append(CultureInfo.InvariantCulture, $"\n[{path[..slash]}]\n");
        disk.Merge(Hive(key), text.Append(CultureInfo.InvariantCulture, $"\n[{path}]\n{line}\n").ToString());
    };

    private static string Hive(string key) => key.Split('\\')[0];

    private static string Resolve(GuestDisk disk, string key) => key.Replace(@"SYSTEM\CCS\", $@"SYSTEM\{disk.Healthy.Facts.Settings?.ControlSet}\", StringComparison.Ordinal);

    private static string Name(string name) => name.Length == 0 ? "@" : Quote(name);

    private static string Encode(object value) => value switch
    {
        int number => $"dword:{number:x8}",
        string text => Quote(text),
        string[] list => "hex(7):" + Hex(Encoding.Unicode.GetBytes(string.Concat(list.Select(item => item + '\0')) + '\0')),
        byte[] bytes => "hex(3):" + Hex(bytes),
        _ => throw new ArgumentException($"no kind of value: {value.GetType()}", nameof(value)),
    };

    private static string Quote(string text) => '"' + text.Replace(@"\", @"\\").Replace("\"", "\\\"") + '"';

    private static string Hex(byte[] bytes) => string.Join(',', bytes.Select(b => b.ToString("x2", CultureInfo.InvariantCulture)));
}
