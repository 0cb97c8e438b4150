namespace AzLegacyOs.PowerShell;

internal static class Room;
