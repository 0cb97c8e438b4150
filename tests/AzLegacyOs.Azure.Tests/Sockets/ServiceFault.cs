namespace AzLegacyOs.Azure.Tests.Sockets;

/// <summary>What a service does instead of what it was asked to.</summary>
public enum ServiceFault
{
    /// <summary>429 with Retry-After.</summary>
    Throttled,

    /// <summary>429 that does not say when to come back.</summary>
    ThrottledWithoutDelay,

    /// <summary>503 ServerBusy with Retry-After.</summary>
    Busy,

    /// <summary>503 that does not say when to come back.</summary>
    BusyWithoutDelay,

    /// <summary>500 InternalError.</summary>
    InternalError,

    /// <summary>The connection is reset before the request is read whole; nothing is done.</summary>
    ResetInBody,

    /// <summary>The connection is reset instead of an answer; nothing is done.</summary>
    ResetBeforeAnswer,

    /// <summary>It is done, and the connection is reset before the answer.</summary>
    DoneThenReset,

    /// <summary>The connection is reset in the middle of the answer; it is done.</summary>
    ResetInAnswer,

    /// <summary>No answer ever comes; nothing is done.</summary>
    Silence,

    /// <summary>Half of the pages are stored, and the connection is reset.</summary>
    HalfStored,

    /// <summary>201, and the pages are not stored.</summary>
    NotStored,

    /// <summary>201 with the checksum of other bytes.</summary>
    WrongChecksum,

    /// <summary>The address of the disk runs out: 403 now and from now on.</summary>
    AccessExpired,

    /// <summary>The access to the disk is taken back: 403 now and from now on.</summary>
    AccessRevoked,

    /// <summary>403, for the clocks of client and service differ.</summary>
    ClockSkew,
}
