using System.Text.Json.Nodes;

namespace ShopActors.WebApi.Tests.OpenApi;

/// <summary>An operation as docs/openapi.json describes it.</summary>
/// <param name="Id">Its operationId.</param>
/// <param name="Method">The method.</param>
/// <param name="Template">The path with its parameters in braces.</param>
/// <param name="Parameters">Those of path, query and headers, without references.</param>
/// <param name="Body">The schema of the request's body; null for an operation without one.</param>
/// <param name="NeedsOperator">Whether only an operator may ask for it.</param>
/// <param name="IsStream">Whether the answer lasts as long as the connection.</param>
internal sealed record ApiOperation(
    string Id,
    HttpMethod Method,
    string Template,
    IReadOnlyList<JsonObject> Parameters,
    JsonObject? Body,
    bool NeedsOperator,
    bool IsStream)
{
    public IEnumerable<JsonObject> ParametersIn(string place) =>
        Parameters.Where(parameter => (string)parameter["in"]! == place);
}
