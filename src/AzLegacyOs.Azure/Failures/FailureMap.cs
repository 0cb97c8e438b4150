using System.Text.Json;
using AzLegacyOs.Azure.Texts;
using Azure;
using Azure.Identity;

namespace AzLegacyOs.Azure.Failures;

/// <summary>Turns what the SDK throws into what we promise.</summary>
internal static class FailureMap
{
    /// <summary>Does the work and lets nothing of the SDK through.</summary>
    /// <exception cref="AzureOperationException">Azure refused or failed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static async Task<T> Guard<T>(string operation, CancellationToken cancellationToken, Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AzureOperationException || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            throw;
        }
        catch (Exception exception) when (Innermost(exception) is not null)
        {
            Exception cause = Innermost(exception)!;
            if (cause is OperationCanceledException && cancellationToken.IsCancellationRequested) throw new OperationCanceledException(cancellationToken);
            throw new AzureOperationException(operation, Describe(cause), Redaction.Clean(exception.ToString()));
        }
    }

    /// <inheritdoc cref="Guard{T}"/>
    public static Task Guard(string operation, CancellationToken cancellationToken, Func<Task> work) => Guard(operation, cancellationToken, async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    public static AzureFailure Describe(Exception exception) => exception switch
    {
        RequestFailedException { Status: not 0 } failed => FromAnswer(failed),
        AuthenticationFailedException failed => NoCredential(failed),
        OperationCanceledException => NoAnswer(AzureText.Of("Failure.TimedOut"), AzureFailureCategory.OperationTimeout, "RequestTimedOut"),
        JsonException => NoAnswer(AzureText.Of("Failure.NotUnderstood"), AzureFailureCategory.ConnectionError, "AnswerNotUnderstood"),
        _ => NotReached(Redaction.Clean(Innermost(exception.InnerException)?.Message ?? exception.Message)),
    };

    /// <summary>The fault that counts: a transport that gave up throws an AggregateException of all its tries.</summary>
    private static Exception? Innermost(Exception? exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: > 0 } several => Innermost(several.InnerExceptions[several.InnerExceptions.Count - 1]),
        RequestFailedException or AuthenticationFailedException or HttpRequestException or System.Net.WebException or OperationCanceledException => exception,
        IOException and not Disks.DiskFormatException => exception,
        JsonException => exception,
        _ => null,
    };

    private static AzureFailure FromAnswer(RequestFailedException failed) => FromRule(ErrorAnswer.Read(failed));

    private static AzureFailure FromRule(ErrorAnswer answer)
    {
        FailureRule rule = FailureRules.Find(answer);
        return new AzureFailure
        {
            ErrorId = rule.ErrorId,
            Category = rule.Category,
            Code = answer.Code,
            InnerCode = answer.InnerCode,
            HttpStatus = answer.Status,
            Target = answer.Target,
            Message = Redaction.Clean(answer.Message),
            Hint = rule.HintFor(answer),
            RequestId = answer.RequestId,
        };
    }

    // A proxy refuses before there is a service to answer; .NET quotes the status, .NET Framework puts it in brackets.
    private static AzureFailure NotReached(string message) => message.Contains("'407'") || message.Contains("(407)")
        ? FromRule(new ErrorAnswer { Status = 407, Message = message })
        : NoAnswer(message, AzureFailureCategory.ConnectionError, "ServiceNotReached");

    private static AzureFailure NoCredential(AuthenticationFailedException failed) => new()
    {
        ErrorId = failed is CredentialUnavailableException ? "NotSignedIn" : "SignInFailed",
        Category = AzureFailureCategory.AuthenticationError,
        Message = Redaction.Clean(failed.Message),
        Hint = AzureText.Of("Failure.SignIn"),
    };

    private static AzureFailure NoAnswer(string message, AzureFailureCategory category, string errorId) => new()
    {
        ErrorId = errorId,
        Category = category,
        Message = message,
        Hint = AzureText.Of("Failure.Network"),
    };
}
