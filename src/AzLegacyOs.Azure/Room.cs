namespace AzLegacyOs.Azure;

internal static class Room;
