namespace AzLegacyOs.Disks.Images.Remote;

/// <summary>An address that no image is read from: it is not whole, or plain http to another machine. Nothing was sent.</summary>
public sealed class AddressRefusedException : IOException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="name">The address without its query.</param>
    /// <param name="reason">What is wrong, as a clause without a full stop.</param>
    public AddressRefusedException(string name, string reason)
        : base($"{name}: {reason}.")
    {
    }
}
