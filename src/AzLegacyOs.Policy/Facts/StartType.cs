namespace AzLegacyOs.Policy.Facts;

/// <summary>When a service or driver starts: the numbers of Start in its key.</summary>
public static class StartType
{
    /// <summary>The boot loader loads it.</summary>
    public const uint Boot = 0;

    /// <summary>With the system, by itself.</summary>
    public const uint Automatic = 2;

    /// <summary>When something asks for it.</summary>
    public const uint OnDemand = 3;

    /// <summary>Never.</summary>
    public const uint Disabled = 4;
}
