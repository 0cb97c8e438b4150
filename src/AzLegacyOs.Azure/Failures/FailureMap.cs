namespace AzLegacyOs.Azure.Failures;

internal static class FailureMap
{
    public static Task<T> Guard<T>(string operation, CancellationToken cancellationToken, Func<Task<T>> work) => work();
}
