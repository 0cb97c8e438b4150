namespace AzLegacyOs.Guests;

internal static class Room;
