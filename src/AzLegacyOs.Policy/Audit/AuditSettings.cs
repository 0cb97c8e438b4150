using System.Text;
using AzLegacyOs.Policy.Texts;

namespace AzLegacyOs.Policy.Audit;

/// <summary>What a settings file says.</summary>
public sealed record AuditSettings
{
    /// <summary>The name of the file that is looked for where none is named.</summary>
    public const string FileName = ".azlegacyos.json";

    /// <summary>The most characters that a settings file may have.</summary>
    public const int LongestText = 4 * 1024 * 1024;

    /// <summary>Decisions, in the order of the file.</summary>
    public IReadOnlyList<AcceptedFinding> Accepted { get; init; } = [];

    /// <summary>Reads a settings file.</summary>
    /// <param name="json">Its text.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="AuditSettingsException">The text is no settings file, or an entry is not complete.</exception>
    public static AuditSettings Parse(string json, string name) => AuditSettingsReader.Read(json, name);

    /// <summary>Reads a settings file from a reader, no further than the longest text.</summary>
    /// <param name="reader">Where its text comes from.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <exception cref="AuditSettingsException">The text is no settings file, or an entry is not complete.</exception>
    /// <exception cref="IOException">The text cannot be read.</exception>
    public static AuditSettings Read(TextReader reader, string name)
    {
        var text = new StringBuilder();
        char[] part = new char[8192];
        for (int count; text.Length <= LongestText && (count = reader.Read(part, 0, part.Length)) > 0;) text.Append(part, 0, count);
        return Parse(text.ToString(), name);
    }

    /// <summary>What the owner of the file should know on a day: which decisions have ended.</summary>
    public IReadOnlyList<string> WarningsOn(DateTime day) =>
    [
        .. Accepted.Where(accepted => !accepted.HoldsOn(day))
            .Select(accepted => PolicyText.Display("Accepted.Expired", accepted.Rule, PolicyText.Date(accepted.Until!.Value), accepted.Reason)),
    ];
}

/// <summary>A settings file that cannot be used.</summary>
public sealed class AuditSettingsException : Exception
{
    /// <inheritdoc cref="AuditSettingsException"/>
    public AuditSettingsException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
