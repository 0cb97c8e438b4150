using AzLegacyOs.Policy.Audit;

namespace AzLegacyOs.Policy.Tests.Audit;

public sealed class WildcardTests
{
    [Theory]
    [InlineData("ALO5011", "alo5011", true)]
    [InlineData("ALO5*", "ALO5011", true)]
    [InlineData("*11", "ALO5011", true)]
    [InlineData("ALO?011", "ALO5011", true)]
    [InlineData("*O*1*", "ALO5011", true)]
    [InlineData("*", "", true)]
    [InlineData("", "", true)]
    [InlineData("ALO5", "ALO5011", false)]
    [InlineData("5011", "ALO5011", false)]
    [InlineData("?", "", false)]
    [InlineData("*b", "abc", false)]
    [InlineData("[A-Z]*", "ALO5011", false)]
    public void A_pattern_stands_for_the_whole_text(string pattern, string text, bool expected) => Assert.Equal(expected, Wildcard.IsMatch(pattern, text));

    /// <summary>A pattern that makes a backtracking matcher try for hours.</summary>
    [Fact]
    public void Many_stars_over_a_long_text_end() =>
        Assert.False(Wildcard.IsMatch(string.Concat(Enumerable.Repeat("a*", 50)) + "b", new string('a', 20_000)));
}
