using AzLegacyOs.Cli;

namespace Tour;

/// <summary>Runs the command line in this process, and shows each line as a person would type it.</summary>
internal sealed class Shell(CommandHost host, CancellationToken cancellationToken)
{
    /// <summary>Whether every command ended with the exit code that the tour tells of.</summary>
    public bool IsAsExpected { get; private set; } = true;

    public static void Say(string text)
    {
        Console.WriteLine();
        Console.WriteLine(text);
        Console.WriteLine();
    }

    public async Task RunAsync(int expected, params string[] arguments)
    {
        Console.WriteLine("> azlegacyos " + string.Join(' ', arguments));
        Console.WriteLine();
        int exitCode = await CommandLine.RunAsync(arguments, host, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        Console.WriteLine();
        Console.WriteLine($"exit code {exitCode}");
        IsAsExpected &= exitCode == expected;
    }
}
