using System.Globalization;
using ShopActors.WebApi.Grpc;

namespace ShopActors.WebApi.Problems;

/// <summary>
/// Writes every problem: the shop's refusals, which are in the metadata, and statuses that the framework sets. It does
/// so whatever the client accepts, where the framework's own writer would send no body.
/// </summary>
internal sealed class ProblemWriter : IProblemDetailsWriter
{
    public bool CanWrite(ProblemDetailsContext context) => true;

    public ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        var error = context.AdditionalMetadata?.GetMetadata<ShopError>()
            ?? UnhandledErrors.OfStatus(response.StatusCode);
        if (GrpcProblem.IsFor(context.HttpContext))
        {
            GrpcProblem.Write(context.HttpContext, error);
            return ValueTask.CompletedTask;
        }

        response.StatusCode = ProblemTable.Of(error.Code).Status;
        if (error.Code == ErrorCode.InvalidCredentials) response.Headers.WWWAuthenticate = ShopAuthentication.Challenge;
        if (Problem.RetryAfterOf(error) is { } wait)
        {
            response.Headers.RetryAfter = wait.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        }

        var path = request.PathBase.Add(request.Path).ToUriComponent();
        var details = Problem.ToDetails(error, path, context.HttpContext.TraceIdentifier);
        return new(response.WriteAsJsonAsync(details, options: null, Problem.MediaType));
    }
}
