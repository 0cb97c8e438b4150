namespace AzLegacyOs.Disks.FileSystems.Fat;

/// <summary>Collects the parts of a long name, which stand before their short entry, last part first.</summary>
internal sealed class LongNameParts
{
    private const int MaxParts = 20;
    private const int CharactersPerPart = 13;
    private const int LastPartFlag = 0x40;

    private readonly char[] _characters = new char[MaxParts * CharactersPerPart];
    private int _parts;
    private int _expected;
    private byte _checksum;

    public void Clear() => _parts = 0;

    /// <summary>Takes one part; a part that does not continue the ones before makes the name invalid.</summary>
    public void Add(byte[] entry)
    {
        int number = entry[0] & ~LastPartFlag;
        if ((entry[0] & LastPartFlag) != 0)
        {
            _parts = number <= MaxParts ? number : 0;
            _expected = number;
            _checksum = entry[13];
        }

        if (_parts == 0 || number == 0 || number != _expected || entry[13] != _checksum)
        {
            Clear();
            return;
        }

        _expected--;
        int at = (number - 1) * CharactersPerPart;
        for (int i = 0; i < 5; i++) _characters[at + i] = (char)entry.U16(1 + i * 2);
        for (int i = 0; i < 6; i++) _characters[at + 5 + i] = (char)entry.U16(14 + i * 2);
        for (int i = 0; i < 2; i++) _characters[at + 11 + i] = (char)entry.U16(28 + i * 2);
    }

    /// <summary>The name for a short entry, or null where none or not a whole one stood before it.</summary>
    public string? Take(byte[] entry)
    {
        int parts = _parts;
        Clear();
        if (parts == 0 || _expected != 0 || _checksum != Checksum(entry)) return null;
        int length = Array.IndexOf(_characters, '\0', 0, parts * CharactersPerPart);
        if (length < 0) length = parts * CharactersPerPart;
        return length == 0 ? null : new string(_characters, 0, length);
    }

    private static byte Checksum(byte[] entry)
    {
        int sum = 0;
        for (int i = 0; i < 11; i++) sum = ((sum & 1) << 7) + (sum >> 1) + entry[i] & 0xFF;
        return (byte)sum;
    }
}
