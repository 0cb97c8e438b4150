using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace AzLegacyOs.PowerShell.Pipeline;

/// <summary>A cmdlet whose work is asynchronous and can be stopped at once.</summary>
/// <remarks>
/// PowerShell allows output, progress and questions on the pipeline thread alone. The work runs on a worker; what it
/// has to say is queued and played on the pipeline thread, and a question waits there for its answer.
/// </remarks>
public abstract class AsyncCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    private BlockingCollection<Action>? _queue;

    /// <summary>Set when the pipeline is stopped.</summary>
    internal CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Queues something for the pipeline thread, or does it at once when this is the pipeline thread.</summary>
    internal void Post(Action action)
    {
        if (_queue is { } queue) queue.Add(action);
        else action();
    }

    /// <summary>Asks on the pipeline thread and waits for the answer.</summary>
    /// <exception cref="OperationCanceledException">The command has to end; then nobody answers any more.</exception>
    internal async Task<T> AskAsync<T>(Func<T> question)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration end = StopToken.Register(() => answer.TrySetCanceled());
        Post(() =>
        {
            try
            {
                answer.TrySetResult(question());
            }
            catch (Exception e)
            {
                // A stopped pipeline ends the pumping; the waiting work must end with it.
                answer.TrySetCanceled();
                ExceptionDispatchInfo.Capture(e).Throw();
            }
        });
        return await answer.Task.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    protected override void StopProcessing()
    {
        try
        {
            _stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The stop comes from another thread, and the command has ended at the same moment.
        }
    }

    /// <summary>Releases what the cmdlet holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing) _stop.Dispose();
    }

    /// <summary>Runs the work and plays what it posts until it ends.</summary>
    protected void Run(Func<Task> work)
    {
        using var queue = new BlockingCollection<Action>();
        _queue = queue;
        Task task = Task.Run(async () =>
        {
            try
            {
                await work().ConfigureAwait(false);
            }
            finally
            {
                queue.CompleteAdding();
            }
        });

        try
        {
            Play(queue, task);
        }
        finally
        {
            _queue = null;
        }
    }

    private void Play(BlockingCollection<Action> queue, Task task)
    {
        try
        {
            foreach (Action action in queue.GetConsumingEnumerable()) action();
        }
        catch
        {
            // Whatever ended the pumping (a stop, or -ErrorAction Stop further down) also ends the work; it is waited
            // for, because it may have something to clean up.
            _stop.Cancel();
            task.ContinueWith(_ => { }, TaskScheduler.Default).GetAwaiter().GetResult();
            throw;
        }

        try
        {
            task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }
}
