using AzLegacyOs.Azure.Failures;
using AzLegacyOs.Disks;

namespace AzLegacyOs.Azure.Deployment;

/// <summary>Lets no failure pass that does not say what the run leaves behind.</summary>
internal static class LeftoverGuard
{
    /// <summary>Does the work.</summary>
    /// <param name="work">The work.</param>
    /// <param name="clean">Removes what is to be removed after a failure, and tells what is left; it has a time limit of its own.</param>
    /// <param name="cancellationToken">The token that the work was given.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> work, Func<Task<IReadOnlyList<LeftBehind>>> clean, CancellationToken cancellationToken)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (AzureOperationException exception)
        {
            throw exception.With([.. exception.LeftBehind, .. await clean().ConfigureAwait(false)]);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            IReadOnlyList<LeftBehind> others = exception is DeploymentCanceledException deployment ? deployment.LeftBehind : [];
            throw new DeploymentCanceledException([.. others, .. await clean().ConfigureAwait(false)], cancellationToken);
        }
        catch (DiskFormatException exception)
        {
            IReadOnlyList<LeftBehind> left = await clean().ConfigureAwait(false);
            if (left.Count == 0) throw;
            throw new DiskFormatException(exception.SourceName, exception.Offset, $"{exception.Reason}. {Leftovers.Sentence(left).TrimEnd('.')}", exception);
        }
    }
}
