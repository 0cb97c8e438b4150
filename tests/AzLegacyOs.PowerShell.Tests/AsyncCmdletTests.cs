using AzLegacyOs.PowerShell.Pipeline;

namespace AzLegacyOs.PowerShell.Tests;

/// <summary>The work of a cmdlet and the pipeline thread that it speaks through. No PowerShell is needed for either.</summary>
public sealed class AsyncCmdletTests
{
    // Only against a hang.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public void What_is_asked_is_answered_on_the_thread_that_pumps()
    {
        using var cmdlet = new Worker();
        int pumping = Environment.CurrentManagedThreadId, answering = 0;
        cmdlet.Work(async () => answering = await cmdlet.AskAsync(() => Environment.CurrentManagedThreadId));
        Assert.Equal(pumping, answering);
    }

    [Fact]
    public async Task A_question_after_the_pumping_has_ended_ends_the_work_too()
    {
        using var cmdlet = new Worker();
        bool isEnded = false;
        Task run = Task.Run(() => cmdlet.Work(async () =>
        {
            cmdlet.Post(() => throw new InvalidOperationException("enough"));
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            cmdlet.StopToken.Register(stopped.SetResult);
            await stopped.Task;
            try
            {
                await cmdlet.AskAsync(() => true);
            }
            catch (OperationCanceledException)
            {
                isEnded = true;
            }
        }));
        Assert.Equal("enough", (await Assert.ThrowsAsync<InvalidOperationException>(() => run.WaitAsync(Patience, TestContext.Current.CancellationToken))).Message);
        Assert.True(isEnded);
    }

    [Fact]
    public void A_stop_that_comes_too_late_does_no_harm()
    {
        var cmdlet = new Worker();
        cmdlet.Dispose();
        cmdlet.Stop();
    }

    private sealed class Worker : AsyncCmdlet
    {
        public void Work(Func<Task> work) => Run(work);

        public void Stop() => StopProcessing();
    }
}
