namespace AzLegacyOs.Rehearsal;

internal static class Room;
