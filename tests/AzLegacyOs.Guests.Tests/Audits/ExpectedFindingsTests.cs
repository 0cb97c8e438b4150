using AzLegacyOs.Policy;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Guests.Tests.Audits;

/// <summary>Each fixture as it is: exactly the findings that its row of expected.json lists.</summary>
public sealed class ExpectedFindingsTests
{
    public static TheoryData<string> Images => [.. Fixtures.Expected.Where(row => row.Value.Verdict is not null).Select(row => row.Key)];

    [Theory]
    [MemberData(nameof(Images))]
    public void Findings_are_exactly_the_listed(string fixture)
    {
        ExpectedImage expected = Fixtures.Expected[fixture];

        Assessment assessment = Audit.Run(Fixtures.Get(fixture));

        Assert.Equal(expected.Findings, Audit.Ids(assessment));
        Assert.Equal(expected.Verdict, assessment.Verdict.ToString());
    }
}
