// The health check of images that have neither a shell nor curl: exit code 0 when the URL answers 200.
using System.Net;

if (args is not [var url]) return 2;

using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
try
{
    using var answer = await http.GetAsync(new Uri(url));
    return answer.StatusCode == HttpStatusCode.OK ? 0 : 1;
}
catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
{
    return 1;
}
