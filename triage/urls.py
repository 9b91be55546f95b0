"""Addresses of the self-check. `<run>` is random, so that every tab has a journey of its own."""

from django.urls import path

from triage import views

app_name = "triage"
urlpatterns = [
    path("", views.check_list, name="checks"),
    path("<slug:check>/", views.start, name="start"),
    path("<slug:check>/start/", views.begin, name="begin"),
    path("<slug:check>/outcomes/<slug:urgency>/", views.outcome, name="outcome"),
    path("<slug:check>/scorecard/", views.scorecard, name="scorecard"),
    path("<slug:check>/paper/", views.paper, name="paper"),
    path("<slug:check>/<str:run_id>/", views.resume, name="resume"),
    path("<slug:check>/<str:run_id>/answers/", views.answers, name="answers"),
    path("<slug:check>/<str:run_id>/result/", views.result, name="result"),
    path("<slug:check>/<str:run_id>/summary/", views.result_summary, name="summary"),
    path("<slug:check>/<str:run_id>/summary.txt", views.result_summary_text, name="summary-text"),
    path("<slug:check>/<str:run_id>/clear/", views.clear, name="clear"),
    path("<slug:check>/<str:run_id>/<str:question_id>/", views.question, name="question"),
]
