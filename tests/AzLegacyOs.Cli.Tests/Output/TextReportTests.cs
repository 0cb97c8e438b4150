using AzLegacyOs.Cli.Output;

namespace AzLegacyOs.Cli.Tests.Output;

public sealed class TextReportTests
{
    [Fact]
    public void A_long_value_wraps_under_itself_between_words() =>
        Assert.Equal("  Guest     one two three\n            four five\n", Write(26, report => report.Field(2, "Guest", "one two three four five")));

    [Fact]
    public void A_word_that_is_too_long_is_never_cut() =>
        Assert.Equal("  - at\n    https://example.org/long\n    end\n", Write(16, report => report.Hanging("  - ", "at https://example.org/long end")));

    [Fact]
    public void An_empty_value_is_left_out() => Assert.Empty(Write(80, report => report.Field(2, "Label", "")));

    [Fact]
    public void A_list_without_points_is_left_out() => Assert.Empty(Write(80, report => report.List("Warnings", [])));

    [Theory]
    [InlineData(true, "\u001b[1;31mBlocked\u001b[0m  a\n")]
    [InlineData(false, "Blocked  a\n")]
    public void Colour_is_an_addition_and_never_the_message(bool hasColor, string expected) =>
        Assert.Equal(expected, Write(80, report => report.Headline("Blocked", ConsoleColor.Red, "a"), hasColor));

    private static string Write(int width, Action<TextReport> write, bool hasColor = false)
    {
        using var output = new StringWriter { NewLine = "\n" };
        write(new TextReport(new Terminal { Output = output, Error = TextWriter.Null, Width = width, HasColor = hasColor }));
        return output.ToString();
    }
}
