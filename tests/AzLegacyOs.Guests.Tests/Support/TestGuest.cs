using System.Text;
using AzLegacyOs.Policy.Facts;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Support;

/// <summary>A Windows XP or Server 2003 of made-up hives on a generated disk, for the settings that a test is about.</summary>
internal sealed class TestGuest
{
    public const string Services = @"\ControlSet001\Services\";
    public const string Control = @"\ControlSet001\Control\";

    private const string Identity = """
        [\Select]
        "Current"=dword:00000001

        [\ControlSet001\Control\ProductOptions]
        "ProductType"="ServerNT"

        """;

    private const string SoftwareIdentity = """
        [\Microsoft\Windows NT\CurrentVersion]
        "ProductName"="Microsoft Windows Server 2003"
        "CurrentVersion"="5.2"
        "CurrentBuildNumber"="3790"
        "CSDVersion"="Service Pack 2"
        "SystemRoot"="C:\\WINDOWS"

        """;

    private readonly TemporaryFolder _folder;

    public TestGuest(TemporaryFolder folder, string systemRoot = "WINDOWS")
    {
        _folder = folder;
        Disk = new TestDisk(folder);
        SystemRoot = systemRoot;
    }

    public TestDisk Disk { get; }

    public string SystemRoot { get; }

    /// <summary>Adds a boot.ini whose default is the given partition and root.</summary>
    public TestGuest WithBootIni(int partition = 1, string? systemRoot = null)
    {
        string path = $"multi(0)disk(0)rdisk(0)partition({partition})\\{systemRoot ?? SystemRoot}";
        Disk.Add("boot.ini", Encoding.ASCII.GetBytes($"[boot loader]\r\ntimeout=30\r\ndefault={path}\r\n[operating systems]\r\n{path}=\"Windows\" /fastdetect\r\n"));
        return this;
    }

    /// <summary>Adds SYSTEM and SOFTWARE: enough for an identity, and the given keys.</summary>
    public TestGuest WithHives(string system = "", string software = "", string? systemRoot = null)
    {
        return With("SYSTEM", Identity + system, systemRoot).With("SOFTWARE", SoftwareIdentity + software, systemRoot);
    }

    /// <summary>Adds a hive.</summary>
    public TestGuest With(string hive, string registryText, string? systemRoot = null)
    {
        Disk.Add($"{systemRoot ?? SystemRoot}/System32/config/{hive}", TestHive.Create(_folder, hive, registryText));
        return this;
    }

    public ImageFacts Inspect() => ImageInspector.Inspect(Disk.Path);
}
