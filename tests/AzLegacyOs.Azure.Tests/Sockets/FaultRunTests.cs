using System.Globalization;
using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Azure.Tests.Support;
using AzLegacyOs.Azure.Upload;
using AzLegacyOs.Testing;

namespace AzLegacyOs.Azure.Tests.Sockets;

/// <summary>The journey through a real socket with faults in random places from a fixed seed: it ends with identical bytes, or with one clear error from which the same command goes on.</summary>
/// <remarks>AZLEGACYOS_FAULT_RUNS says how many; CONTRIBUTING has the command of the long run.</remarks>
public sealed class FaultRunTests
{
    private const string Variable = "AZLEGACYOS_FAULT_RUNS";

    // A silent service costs the whole time limit of a request, so that it is rarer than the others.
    private static readonly ServiceFault[] Kinds =
        [.. Enum.GetValues<ServiceFault>(), .. Enum.GetValues<ServiceFault>().Where(fault => fault != ServiceFault.Silence)];

    public static TheoryData<int> Seeds =>
        [.. Enumerable.Range(1, int.TryParse(Environment.GetEnvironmentVariable(Variable), NumberStyles.None, CultureInfo.InvariantCulture, out int runs) ? runs : 8)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task It_ends_with_identical_bytes_or_a_clear_error_from_which_it_goes_on(int seed)
    {
        using var state = new TemporaryFolder();
        using var journey = new Journey { Disk = Samples.Disk(seed) };
        journey.Request = Samples.Request with { Upload = new UploadOptions { StateFolder = state.Path, MaxConcurrency = 1 + (seed % 6) } };
        using var server = new RehearsalServer(journey.Azure);
        journey.Connection = server.Connect(maxRetries: 2, timeout: TimeSpan.FromSeconds(1));
        var random = new Random(seed);
        double share = 0.02 + (0.2 * random.NextDouble());
        server.Fault = (_, _) =>
        {
            lock (random) return random.NextDouble() < share ? Kinds[random.Next(Kinds.Length)] : null;
        };
        for (int run = 1; ; run++)
        {
            // Nothing lasts: at some time the line is good again.
            if (run == 5)
            {
                server.Fault = (_, _) => null;
                journey.Connection = server.Connect();
            }

            try
            {
                await journey.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
                break;
            }
            catch (AzureOperationException exception)
            {
                Assert.True(run < 5, exception.ToString());
                Assert.NotEmpty(exception.ErrorId);
                Assert.NotEqual("OperationFailed", exception.ErrorId);
                Assert.NotEmpty(exception.Failure.Hint);
                Assert.DoesNotContain("sig=", (exception.Message + exception.Diagnostics).Replace("sig=REDACTED", ""));
            }
        }

        journey.AssertUploaded();
        Assert.Empty(Directory.GetFiles(state.Path, "*.journal", SearchOption.AllDirectories));
    }
}
